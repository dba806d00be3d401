package vor.server.api.inventory;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import vor.server.api.Problem;
import vor.server.inventory.Fault;
import vor.server.inventory.InventoryException;

/** What the store refuses, as problem documents. */
final class Refusals {
    private Refusals() {}

    static Problem problem(InventoryException e, Optional<JsonNode> current) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        return switch (e) {
            case InventoryException.Invalid invalid -> Problem.invalid(message, items(invalid.faults()));
            case InventoryException.Malformed m ->
                Problem.invalid("The inventory file cannot be read", items(List.of(m.fault())));
            case InventoryException.NotFound _ -> Problem.notFound(message);
            case InventoryException.Conflict conflict ->
                Problem.conflict(
                        message,
                        items(conflict.faults()),
                        conflict.later().stream().map(EditJson::of).toList());
            case InventoryException.Precondition _ -> Problem.precondition(message, current);
            case InventoryException.Busy _ -> Problem.busy(message);
            case InventoryException.Unavailable _ -> Problem.blindWrite(message);
        };
    }

    private static List<Problem.Item> items(List<Fault> faults) {
        return faults.stream()
                .map(f -> new Problem.Item(f.field(), f.message(), f.hint(), place(f.line()), place(f.column())))
                .toList();
    }

    private static OptionalInt place(int place) {
        return place > 0 ? OptionalInt.of(place) : OptionalInt.empty();
    }
}
