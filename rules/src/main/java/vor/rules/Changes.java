package vor.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import vor.model.Event;

/** Steps that make something else of an event. */
final class Changes {
    private Changes() {}

    static Event all(List<? extends Change> changes, Event event) {
        Event changed = event;
        for (int i = 0; i < changes.size(); i++) {
            changed = changes.get(i).apply(changed);
        }
        return changed;
    }

    static Op<?> with(List<Change> changes) {
        return new Op.Plain("with", List.of(changes)) {
            @Override
            void event(Event event, Cell<?> cell) {
                cell.emit(all(changes, event));
            }
        };
    }

    static Op<?> withDefault(List<Setting> settings) {
        return new Op.Plain("withDefault", List.of(settings)) {
            @Override
            void event(Event event, Cell<?> cell) {
                Event changed = event;
                for (int i = 0; i < settings.size(); i++) {
                    if (!settings.get(i).isTold(changed)) {
                        changed = settings.get(i).apply(changed);
                    }
                }
                cell.emit(changed);
            }
        };
    }

    static Op<?> mapOrSkip(Functions.ToOptional function) {
        return new Op.Plain("mapOrSkip", List.of(function)) {
            @Override
            void event(Event event, Cell<?> cell) {
                Optional<Event> made = function.of(event);
                if (made.isPresent()) {
                    cell.emit(made.get());
                }
            }
        };
    }

    static Op<?> flatMap(Functions.ToList function) {
        return new Op.Plain("flatMap", List.of(function)) {
            @Override
            void event(Event event, Cell<?> cell) {
                each(function.of(event), cell);
            }
        };
    }

    static void each(List<Event> events, Cell<?> cell) {
        for (int i = 0; i < events.size(); i++) {
            cell.emit(events.get(i));
        }
    }

    private static final class SoFar {
        @Nullable Event event;
    }

    static Op<?> reduce(Optional<Event> first, Functions.Reducer function) {
        return new Op<SoFar>("reduce", List.of(first, function)) {
            @Override
            SoFar begin(Cell<SoFar> cell) {
                SoFar state = new SoFar();
                state.event = first.orElse(null);
                return state;
            }

            @Override
            void event(SoFar state, Event event, Cell<SoFar> cell) {
                Event before = state.event;
                if (before == null) {
                    state.event = event;
                    return;
                }
                Event made = function.of(before, event);
                state.event = made;
                cell.emit(made);
            }
        };
    }

    record Adjusted(Text field, Functions.OfText function) implements Change {
        @Override
        public Event apply(Event event) {
            return field.set(event, function.of(field.of(event)));
        }
    }

    record AdjustedNumber(Amount field, Functions.OfNumber function) implements Change {
        @Override
        public Event apply(Event event) {
            OptionalDouble told = field.number(event);
            return told.isPresent() ? field.set(event, function.of(told.getAsDouble())) : event;
        }
    }

    record Scaled(double factor) implements Change {
        @Override
        public Event apply(Event event) {
            return event.metric().isPresent() ? event.withMetric(event.metric().get().value() * factor) : event;
        }
    }

    /** Adds tags before those that it has, each once; or takes them away; or has these in place of all. */
    record Tags(List<String> tags, How how) implements Setting {
        enum How {
            ADD,
            REMOVE,
            SET
        }

        Tags {
            tags = tags.stream().distinct().toList();
        }

        @Override
        public boolean isTold(Event event) {
            return !event.tags().isEmpty();
        }

        @Override
        public Event apply(Event event) {
            return switch (how) {
                case ADD -> event.tags().containsAll(tags) ? event : event.withTags(both(event));
                case REMOVE -> event.withTags(without(event));
                case SET -> event.withTags(tags);
            };
        }

        private List<String> both(Event event) {
            List<String> all = new ArrayList<>(tags.size() + event.tags().size());
            all.addAll(tags);
            for (String tag : event.tags()) {
                if (!all.contains(tag)) {
                    all.add(tag);
                }
            }
            return all;
        }

        private List<String> without(Event event) {
            List<String> left = new ArrayList<>(event.tags());
            left.removeAll(tags);
            return left;
        }
    }
}
