import 'latest-posts/external';
