package vor.server.events.query;

import java.util.OptionalDouble;
import vor.model.Event;

/** A query taken apart. */
sealed interface Expression {
    boolean holds(Event event);

    record Constant(boolean holds) implements Expression {
        @Override
        public boolean holds(Event event) {
            return holds;
        }
    }

    record All(Expression a, Expression b) implements Expression {
        @Override
        public boolean holds(Event event) {
            return a.holds(event) && b.holds(event);
        }
    }

    record Either(Expression a, Expression b) implements Expression {
        @Override
        public boolean holds(Event event) {
            return a.holds(event) || b.holds(event);
        }
    }

    record Not(Expression of) implements Expression {
        @Override
        public boolean holds(Event event) {
            return !of.holds(event);
        }
    }

    record Tagged(String tag) implements Expression {
        @Override
        public boolean holds(Event event) {
            return event.tags().contains(tag);
        }
    }

    record Equal(Operand left, Operand right) implements Expression {
        @Override
        public boolean holds(Event event) {
            return left.of(event).same(right.of(event));
        }
    }

    enum Order {
        LESS,
        AT_MOST,
        MORE,
        AT_LEAST;

        boolean holds(double a, double b) {
            return switch (this) {
                case LESS -> a < b;
                case AT_MOST -> a <= b;
                case MORE -> a > b;
                case AT_LEAST -> a >= b;
            };
        }
    }

    record Ordered(Operand left, Order order, double right) implements Expression {
        @Override
        public boolean holds(Event event) {
            OptionalDouble number = left.of(event).asNumber();
            return number.isPresent() && order.holds(number.getAsDouble(), right);
        }
    }

    record Fits(Operand left, Fit fit) implements Expression {
        @Override
        public boolean holds(Event event) {
            return left.of(event) instanceof Value.Text(String text) && fit.fits(text);
        }
    }
}
