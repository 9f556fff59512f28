import 'latest-posts';
import { bootstrapApplication } from '@angular/platform-browser';
import { Posts } from './posts';

bootstrapApplication(Posts);
