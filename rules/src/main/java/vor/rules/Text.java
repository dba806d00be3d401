package vor.rules;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import vor.model.Event;

/** A field of an event that holds text. What was not told is empty. */
public sealed interface Text extends Key {

    @Override
    String of(Event event);

    /** With this text in it. */
    Event set(Event event, String text);

    /** The fields that every event has. */
    enum Field implements Text {
        HOST {
            @Override
            public String of(Event event) {
                return event.host();
            }

            @Override
            public Event set(Event event, String text) {
                return event.withHost(text);
            }
        },
        SERVICE {
            @Override
            public String of(Event event) {
                return event.service();
            }

            @Override
            public Event set(Event event, String text) {
                return event.withService(text);
            }
        },
        STATE {
            @Override
            public String of(Event event) {
                return event.state();
            }

            @Override
            public Event set(Event event, String text) {
                return event.withState(text);
            }
        },
        DESCRIPTION {
            @Override
            public String of(Event event) {
                return event.description();
            }

            @Override
            public Event set(Event event, String text) {
                return event.withDescription(text);
            }
        }
    }

    /** A field of the sender's own. */
    record Attribute(String name) implements Text {
        @Override
        public String of(Event event) {
            return event.attributes().getOrDefault(name, "");
        }

        @Override
        public Event set(Event event, String text) {
            return event.withAttribute(name, text);
        }
    }

    /** Exactly this; as a change: makes it this. */
    default Is is(String text) {
        return new Is(this, text);
    }

    /** One of these. */
    default Condition in(String... texts) {
        return new In(this, Set.of(texts));
    }

    default Condition startsWith(String beginning) {
        return new StartsWith(this, beginning);
    }

    default Condition endsWith(String end) {
        return new EndsWith(this, end);
    }

    default Condition contains(String part) {
        return new Contains(this, part);
    }

    /**
     * Some part of it, by Java's regular expressions; {@code ^} and {@code $} for the whole.
     *
     * @throws java.util.regex.PatternSyntaxException when it is none; then the file does not load
     */
    default Condition matches(String expression) {
        return new Matches(this, expression, Pattern.compile(expression));
    }

    /** Whether something was told. */
    default Condition isTold() {
        return is("").not();
    }

    /** The field has exactly this text; and what gives it to it. */
    record Is(Text field, String text) implements Condition, Setting {
        @Override
        public boolean test(Event event) {
            return field.of(event).equals(text);
        }

        @Override
        public Event apply(Event event) {
            return field.set(event, text);
        }

        @Override
        public boolean isTold(Event event) {
            return !field.of(event).isEmpty();
        }
    }

    record In(Text field, Set<String> texts) implements Condition {
        public In {
            texts = Set.copyOf(texts);
        }

        @Override
        public boolean test(Event event) {
            return texts.contains(field.of(event));
        }
    }

    record StartsWith(Text field, String beginning) implements Condition {
        @Override
        public boolean test(Event event) {
            return field.of(event).startsWith(beginning);
        }
    }

    record EndsWith(Text field, String end) implements Condition {
        @Override
        public boolean test(Event event) {
            return field.of(event).endsWith(end);
        }
    }

    record Contains(Text field, String part) implements Condition {
        @Override
        public boolean test(Event event) {
            return field.of(event).contains(part);
        }
    }

    record Matches(Text field, String expression, Pattern pattern) implements Condition {
        @Override
        public boolean test(Event event) {
            return pattern.matcher(field.of(event)).find();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Matches m && m.field.equals(field) && m.expression.equals(expression);
        }

        @Override
        public int hashCode() {
            return expression.hashCode();
        }
    }

    /** Has all of these tags, or one of them. */
    record Tagged(List<String> tags, boolean all) implements Condition {
        public Tagged {
            tags = List.copyOf(tags);
        }

        @Override
        public boolean test(Event event) {
            int found = 0;
            for (int i = 0; i < tags.size(); i++) {
                if (event.hasTag(tags.get(i))) {
                    found++;
                }
            }
            return all ? found == tags.size() : found > 0;
        }
    }
}
