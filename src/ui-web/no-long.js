/** Stands for the package `long`, which the page needs for nothing (vite.config.js). */
export default undefined
