import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';

@Component({
  selector: 'app-posts',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: '<latest-posts src="/feed.xml" [limit]="limit" searchable (load)="heard($event)"></latest-posts>',
})
export class Posts {
  limit = 3;

  heard({ detail }: CustomEvent) {
    Object.assign(globalThis, { heard: detail.feed.items.length });
  }
}
