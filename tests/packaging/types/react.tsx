import 'latest-posts/react';

export const posts = <latest-posts src="/feed.xml" limit={3} searchable excerpt-length={20} onlatest-posts-select={({ detail }) => detail.item.id} />;
// @ts-expect-error a layout that there is not
export const wrong = <latest-posts layout="circle" />;
