export { record } from './record.ts';
export { routes } from './routes.ts';
