'use client';

import 'latest-posts';

export default function Element() {
  return null;
}
