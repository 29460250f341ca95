/** What the backends that this service stands in for say on their example routes, word for word. */
export const greetings = {
  home: () => 'Welcome to the JWT Authentication page using React Js and Django!',
  protectedEndpoint: () => 'You have accessed a protected route!',
  protectedFor: (username: string) => `Hello ${username}, you have accessed a protected route!`,
  dashboardRead: ({ username }: { username: string }) => `Hey ${username}, You are seeing a GET response`,
  dashboardPost: ({ username }: { username: string }, text: string) => `Hey ${username}, your text is ${text}`,
}
