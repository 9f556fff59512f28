import { svelte } from '@sveltejs/vite-plugin-svelte';
import react from '@vitejs/plugin-react';
import vue from '@vitejs/plugin-vue';

const isCustomElement = (tag) => tag === 'latest-posts';

export default {
  logLevel: 'warn',
  plugins: [react(), vue({ template: { compilerOptions: { isCustomElement } } }), svelte()],
};
