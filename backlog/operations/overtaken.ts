/** Another transaction made the same thing meanwhile; tried again, this one sees it. */
export class Overtaken extends Error {}
