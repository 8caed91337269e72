import {
  type CSSProperties,
  createElement,
  type DetailedHTMLProps,
  type ForwardRefExoticComponent,
  forwardRef,
  type HTMLAttributes,
  type RefAttributes,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from "react";
import {
  defineRequests,
  type ElementAttributes,
  type ElementOptions,
  type ElementProperties,
  type OsiguPreauthElement,
  type OsiguPreauthRequestsElement,
  type PreauthEvents,
  type PreauthRequestsEvents,
  type RequestsAttributes,
  type RequestsProperties,
} from "../index.ts";

/** What React puts on any element. */
type ReactProps = {
  id?: string | undefined;
  className?: string | undefined;
  style?: CSSProperties | undefined;
};

/** The options of `mount`, and what React puts on any element. */
export type OsiguPreauthProps = ElementOptions & ReactProps;

/** The options of the list of requests, and what React puts on any element. */
export type OsiguPreauthRequestsProps = RequestsProperties & ReactProps;

/** React 18 warns of a layout effect on a server. */
const useBrowserEffect = typeof document === "undefined" ? useEffect : useLayoutEffect;

/**
 * An element for React 18 and 19: texts become attributes, all else properties of the element after each render, also
 * before it is defined. What is no longer given is taken back. A ref holds the element.
 */
function componentOf<ElementType extends HTMLElement, Props extends ReactProps>(
  tag: string,
  define?: () => Promise<void>,
) {
  return forwardRef<ElementType, Props>(function OsiguElement({ id, className, style, ...options }, ref) {
    const texts = Object.entries(options).filter(([, value]) => typeof value === "string");
    const properties = Object.entries(options).filter(([, value]) => typeof value !== "string");
    const element = useRef<ElementType>(null);
    const given = useRef<Record<string, unknown>>({});
    useImperativeHandle(ref, () => element.current as ElementType);
    useBrowserEffect(() => {
      const absent = Object.keys(given.current).map((name) => [name, undefined]);
      given.current = Object.fromEntries(properties);
      Object.assign(element.current as ElementType, Object.fromEntries(absent), given.current);
    });
    useBrowserEffect(() => void define?.(), []);
    return createElement(tag, {
      ref: element,
      id,
      class: className,
      style,
      // The element adds attributes of its own, maybe before React hydrates it.
      suppressHydrationWarning: true,
      // A server renders them, so that the element has them before React hydrates it.
      ...Object.fromEntries(texts.map(([name, value]) => [attributeName(name), value])),
    });
  });
}

/** `<osigu-preauth>` as a component. */
export const OsiguPreauth: ForwardRefExoticComponent<OsiguPreauthProps & RefAttributes<OsiguPreauthElement>> =
  componentOf<OsiguPreauthElement, OsiguPreauthProps>("osigu-preauth");

/** `<osigu-preauth-requests>` as a component. Its modules load with the first one. */
export const OsiguPreauthRequests: ForwardRefExoticComponent<
  OsiguPreauthRequestsProps & RefAttributes<OsiguPreauthRequestsElement>
> = componentOf<OsiguPreauthRequestsElement, OsiguPreauthRequestsProps>(
  "osigu-preauth-requests",
  defineRequests,
);

const attributeName = (option: string) => option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The element in JSX. React 19 sets its properties; React 18 and a server set its attributes alone. */
type JsxElement = DetailedHTMLProps<HTMLAttributes<OsiguPreauthElement>, OsiguPreauthElement> &
  ElementAttributes &
  Partial<ElementProperties> & {
    [Name in keyof PreauthEvents as `on${Name}`]?: (event: CustomEvent<PreauthEvents[Name]>) => void;
  };

/** The list of requests in JSX. */
type JsxRequests = DetailedHTMLProps<
  HTMLAttributes<OsiguPreauthRequestsElement>,
  OsiguPreauthRequestsElement
> &
  RequestsAttributes &
  RequestsProperties & {
    [Name in keyof PreauthRequestsEvents as `on${Name}`]?: (
      event: CustomEvent<PreauthRequestsEvents[Name]>,
    ) => void;
  };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "osigu-preauth": JsxElement;
      "osigu-preauth-requests": JsxRequests;
    }
  }
}
