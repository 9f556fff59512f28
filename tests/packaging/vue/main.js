import 'latest-posts';
import { createApp } from 'vue';
import Posts from './Posts.vue';

createApp(Posts).mount('#root');
