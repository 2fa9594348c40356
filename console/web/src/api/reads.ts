/** Whether an operation of any product only tells something, by its name: what others have read of the service is then still true. */
export function isRead(action: string): boolean {
  return /^(?:Describe|List|Get|Query|Check|Inquiry)/.test(action);
}
