export { blindSign } from './blind-sign.ts';
