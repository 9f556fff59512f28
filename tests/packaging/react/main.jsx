import 'latest-posts';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

function Posts() {
  const [count, setCount] = useState(0);
  globalThis.heard = count;
  return <latest-posts src="/feed.xml" limit={3} searchable onload={({ detail }) => setCount(detail.feed.items.length)} />;
}

createRoot(document.querySelector('#root')).render(<Posts />);
