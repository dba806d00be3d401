/* esbuild gathers style sheets that are imported; to TypeScript they are nothing. */
declare module '*.css';
