/** Whether the focus in a text field opens a keyboard on the screen, which covers what is below the field. */
export const hasTouchScreen = (): boolean => matchMedia("(pointer: coarse)").matches;
