import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Imports that would turn an arrow of the architecture around; see docs/architecture.md. */
function mayNotImport(files, ...folders) {
  return {
    files,
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: folders.map((folder) => ({ regex: `(^|/)${folder}(/|$)`, message: `${files[0]} must not depend on ${folder}` })) },
      ],
    },
  };
}

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'models/built/', 'test-results/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['*.js', 'scripts/*.mjs', 'tests/standin/app/*.cjs'] }, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  { files: ['renderer/**'], ...hooks.configs.flat['recommended-latest'] },
  { files: ['**/*.{js,mjs,cjs}'], ...tseslint.configs.disableTypeChecked },
  // A sandboxed preload is CommonJS.
  { files: ['tests/**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    // What would undo the locks of docs/security.md.
    files: ['electron/main/**', 'electron/preload/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          ['nodeIntegration', true], ['nodeIntegrationInWorker', true], ['nodeIntegrationInSubFrames', true], ['sandbox', false], ['contextIsolation', false],
          ['webSecurity', false], ['allowRunningInsecureContent', true], ['experimentalFeatures', true], ['webviewTag', true], ['navigateOnDragDrop', true], ['shell', true],
        ].map(([name, value]) => ({ selector: `Property[key.name='${name}'][value.value=${value}]`, message: `${name}: ${value} opens what docs/security.md says is closed` })),
        ...['enableBlinkFeatures', 'disableBlinkFeatures'].map((name) => ({ selector: `Property[key.name='${name}']`, message: `${name} is not used` })),
        ...['openExternal', 'openPath', 'executeJavaScript', 'insertCSS', 'loadFile', 'openDevTools', 'disableWebSecurity', 'sendSync', 'returnValue'].map((name) => ({
          selector: `MemberExpression[property.name='${name}']`,
          message: `${name} is not used in the shell`,
        })),
        { selector: "Literal[value=/^file:/]", message: 'pages come from app://' },
      ],
      'no-restricted-imports': ['error', { paths: [{ name: 'node:child_process', importNames: ['exec', 'execSync', 'fork'], message: 'no shell strings, and the packaged program is no Node' }] }],
    },
  },
  mayNotImport(['electron/contract/**'], 'engine', 'main', 'preload', 'renderer', 'node:.*'),
  mayNotImport(['renderer/**'], 'engine', 'main', 'preload', 'node:.*'),
  mayNotImport(['electron/engine/vision/**'], 'behavior', 'events', 'nodes', 'vehicles', 'accounts', 'store', 'api', 'electron$'),
  mayNotImport(['electron/engine/behavior/**'], 'media', 'events', 'nodes', 'vehicles', 'accounts', 'store', 'api', 'electron$'),
  mayNotImport(['electron/engine/analysis/**'], 'events', 'nodes', 'vehicles', 'accounts', 'store', 'api', 'cli', 'electron$'),
  mayNotImport(['electron/engine/media/**'], 'events', 'nodes', 'vehicles', 'accounts', 'store', 'api', 'electron$'),
  mayNotImport(['electron/engine/store/**'], 'media', 'vision', 'behavior', 'events', 'nodes', 'vehicles', 'accounts', 'api', 'electron$'),
  mayNotImport(['electron/engine/{events,nodes,quality,vehicles,accounts}/**'], 'api', 'electron$'),
  mayNotImport(['electron/engine/api/**'], 'electron$'),
  // Decides what is run on this machine; tested without a shell around it.
  mayNotImport(['electron/main/update/**'], 'electron$', 'renderer'),
);
