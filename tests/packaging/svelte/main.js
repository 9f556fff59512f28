import 'latest-posts';
import { mount } from 'svelte';
import Posts from './Posts.svelte';

mount(Posts, { target: document.querySelector('#root') });
