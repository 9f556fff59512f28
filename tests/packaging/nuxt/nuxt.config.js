const isCustomElement = (tag) => tag === 'latest-posts';

export default { vue: { compilerOptions: { isCustomElement } } };
