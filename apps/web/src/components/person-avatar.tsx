import type { Profile } from '@latchkey/contract'
import { Avatar } from '@mantine/core'

export interface PersonAvatarProps {
  username: string
  profile: Pick<Profile, 'fullName' | 'image'>
  /** Pixels. */
  size: number
}

/** Pictures come from this site or over HTTPS, as the pages' policy says; anything else, like Django's `default.jpg`, is no picture. */
function pictureOf(image: string): string | null {
  return image.startsWith('https://') || (image.startsWith('/') && !image.startsWith('//')) ? image : null
}

/** The first letters of a name's first and last word. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._@+-]+/u).filter((word) => word !== '')
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : '']
  return `${Array.from(first)[0] ?? ''}${Array.from(last)[0] ?? ''}`.toUpperCase()
}

/** A person's picture, or initials where there is none or it does not load. It is decoration: the name stands beside it. */
export function PersonAvatar({ username, profile, size }: PersonAvatarProps) {
  const imageProps = { referrerPolicy: 'no-referrer' } as const
  return (
    <Avatar src={pictureOf(profile.image)} alt="" imageProps={imageProps} size={size} color="pine" variant="light" aria-hidden="true">
      {initialsOf(profile.fullName || username)}
    </Avatar>
  )
}
