const asciiLower = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

/**
 * Whether two texts are one address. The case of A to Z does not count; every other character does: a letter that only looks like
 * another, or becomes it in some case or Unicode form, is another mailbox, which somebody else may own (CVE-2019-19844).
 */
export const isSameAddress = (one: string, other: string): boolean => asciiLower(one) === asciiLower(other)
