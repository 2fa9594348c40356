/** Written by the build, see build/antdStyles.ts. */
declare module 'virtual:antd.css';
