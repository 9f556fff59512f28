import 'latest-posts/vue';
