"use client";

import { type ComponentProps, cloneElement, type ReactElement, type ReactNode, useState } from "react";

type Menus = typeof import("./shell-menus");

const load = (): Promise<Menus> => import("./shell-menus");

type TriggerProps = {
  onClick?: () => void;
  onPointerEnter?: () => void;
  onFocus?: () => void;
  "aria-haspopup"?: "menu";
  "aria-expanded"?: boolean;
};

type OpenMenuProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactElement<TriggerProps>;
};

type LazyMenuProps = {
  /** The button alone, until its menu is wanted. */
  trigger: ReactElement<TriggerProps>;
  render: (menus: Menus, props: OpenMenuProps) => ReactNode;
};

/**
 * A menu whose code is fetched when the pointer or the focus comes near: every page has it, few visits open it.
 * Without Suspense, which would hold the menu back for 300 ms once its fallback had been shown.
 */
function LazyMenu({ trigger, render }: LazyMenuProps) {
  const [menus, setMenus] = useState<Menus | null>(null);
  const [open, setOpen] = useState(false);
  if (menus) return render(menus, { open, onOpenChange: setOpen, children: trigger });
  return cloneElement(trigger, {
    onClick: async () => {
      setMenus(await load());
      setOpen(true);
    },
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
    "aria-haspopup": "menu",
    "aria-expanded": false,
  });
}

type Closed<Props> = Omit<Props, keyof OpenMenuProps> & { children: ReactElement<TriggerProps> };

export function OrganizationMenu({ children, ...props }: Closed<ComponentProps<Menus["OrganizationMenu"]>>) {
  return (
    <LazyMenu trigger={children} render={(menus, menu) => <menus.OrganizationMenu {...props} {...menu} />} />
  );
}

export function UserMenu({ children, ...props }: Closed<ComponentProps<Menus["UserMenu"]>>) {
  return <LazyMenu trigger={children} render={(menus, menu) => <menus.UserMenu {...props} {...menu} />} />;
}
