import type { ViewProps } from "../state/page";
import { LessonList } from "./lesson_list";
import { LessonPage } from "./lesson_page";
import { lessonOf } from "./lessons";
import { Plan } from "./plan";

/** The list of lessons, one of them, or the plan for a class. */
export function LessonsView(props: ViewProps) {
  const { lesson: name } = props.state;
  if (name === "plan") return <Plan {...props} />;
  const lesson = name === null ? undefined : lessonOf(name);
  if (lesson === undefined) return <LessonList {...props} />;
  return <LessonPage key={lesson.name} lesson={lesson} {...props} />;
}
