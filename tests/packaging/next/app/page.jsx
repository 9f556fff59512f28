'use client';

import 'latest-posts';
import Link from 'next/link';

const heard = ({ detail }) => void (globalThis.heard = detail.feed.items.length);

/** Of an element that comes from a server, React hears nothing by `onload`: https://github.com/react/react/issues/35446. */
function listen(element) {
  element.addEventListener('load', heard);
  return () => element.removeEventListener('load', heard);
}

export default function Page() {
  return (
    <>
      <Link href="/posts">Posts</Link>
      <latest-posts src="/feed.xml" limit={3} searchable ref={listen} />
    </>
  );
}
