/** The CSP build has the interface of Alpine itself but brings no types. */
declare module "@alpinejs/csp" {
  import type { Alpine } from "alpinejs";
  const alpine: Alpine;
  export default alpine;
}
