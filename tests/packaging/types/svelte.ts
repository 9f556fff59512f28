import 'latest-posts/svelte';
