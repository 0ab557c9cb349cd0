/** The DHT of a Node process: there from the start. */
export { kadService as dhtService } from './kad.ts'
