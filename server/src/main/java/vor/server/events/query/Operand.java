package vor.server.events.query;

import vor.model.Event;

/** A side of a comparison. */
sealed interface Operand {
    Value of(Event event);

    record Field(String name) implements Operand {
        @Override
        public Value of(Event event) {
            return Fields.of(event, name);
        }
    }

    record Fixed(Value value) implements Operand {
        @Override
        public Value of(Event event) {
            return value;
        }
    }
}
