/** The attribute of a property: `excerptLength` → `excerpt-length`. @param {string} property */
export const attributeOf = (property) => property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
