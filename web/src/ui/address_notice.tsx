// What was wrong with the address that was opened, or that other numbers are to be expected than its writer saw.

import { useEffect, useRef } from "preact/hooks";
import type { Read } from "../state/address_read";
import { t } from "../texts";

export function AddressNotice({ read, version, kept, dismiss }: { read: Read; version: string; kept: boolean; dismiss(): void }) {
  const { problems, otherVersion } = read;
  const notice = useRef<HTMLDivElement>(null);
  // The field for codes is at the other end of the page.
  useEffect(() => {
    if (problems.length > 0) notice.current?.scrollIntoView({ block: "nearest" });
  }, [problems]);
  if (problems.length === 0 && otherVersion === undefined) return null;
  return (
    <div class="notice" role="alert" ref={notice}>
      {problems.length > 0 ? (
        <>
          <p>
            <strong>{t("address.cannot_open")}</strong> {t(kept ? "address.kept" : "address.first_page")}
          </p>
          <ul>
            {problems.map((problem, i) => (
              <li key={i}>
                {t(problem.key, problem.values)}
                {typeof problem.values.help === "string" && problem.values.help !== "" && ` ${t("address.meant", { name: problem.values.help })}`}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>{t("address.other_version", { version, other: otherVersion ?? "" })}</p>
      )}
      <button type="button" onClick={dismiss}>
        {t("address.dismiss")}
      </button>
    </div>
  );
}
