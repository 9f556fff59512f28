import { renderToString } from 'latest-posts/server';
import Element from '../element';

export const revalidate = 3600;

export default async function Page() {
  const html = await renderToString({ src: process.env.FEED, limit: 3 });
  return (
    <>
      <Element />
      <div suppressHydrationWarning dangerouslySetInnerHTML={{ __html: html }} />
    </>
  );
}
