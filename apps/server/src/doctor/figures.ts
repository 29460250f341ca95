/** 12345 as `12,345`. */
export const figure = (number: number): string => Math.round(number).toLocaleString('en-US')

/** `1 account`, `2 accounts`. */
export const count = (number: number, thing: string): string => `${figure(number)} ${thing}${number === 1 ? '' : 's'}`
