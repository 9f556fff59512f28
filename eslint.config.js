/** The one rule about the page's side that a reader may miss: text becomes part of a page by no parser of the browser. */

const reason = 'Text becomes part of a page by the three doors of CONTRIBUTING.md.';
const parsers = 'innerHTML|outerHTML|insertAdjacentHTML|setHTML|setHTMLUnsafe|parseHTML|parseHTMLUnsafe|parseFromString|createContextualFragment|srcdoc|write|writeln';

export default [
  {
    files: ['src/js/**/*.js', 'www/**/*.js'],
    rules: {
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      'no-restricted-globals': ['error', { name: 'DOMParser', message: reason }],
      'no-restricted-syntax': [
        'error',
        { selector: `MemberExpression[property.name=/^(${parsers})$/]`, message: reason },
        { selector: `MemberExpression[property.value=/^(${parsers})$/]`, message: reason },
      ],
    },
  },
];
