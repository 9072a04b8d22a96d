import { ListBeside } from "@/components/incidents/list-beside";

/** An incident was opened by its own address: the list follows it where there is room. */
export default function IncidentsListBeside() {
  return <ListBeside />;
}
