import 'latest-posts/solid';
