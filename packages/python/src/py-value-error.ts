/** What Python raises as `ValueError`; the message is Python's own. */
export class PyValueError extends Error {
  override readonly name: string = 'PyValueError'
}

/** Text that is no JSON. The message is what `str()` gives of Python's exception, its position included. */
export class PyJsonError extends PyValueError {
  override readonly name = 'PyJsonError'

  /** The form of a `JSONDecodeError`: lines end at `\n` alone, columns and `char` count code points. */
  static at(problem: string, text: string, index: number): PyJsonError {
    let position = 0
    let line = 1
    let column = 1
    for (const character of text.slice(0, index)) {
      position += 1
      column += 1
      if (character === '\n') {
        line += 1
        column = 1
      }
    }
    return new PyJsonError(`${problem}: line ${line} column ${column} (char ${position})`)
  }
}

/** Bytes that are not in their encoding. The message is what `str()` gives of a `UnicodeDecodeError`. */
export class PyUnicodeError extends PyValueError {
  override readonly name = 'PyUnicodeError'
}
