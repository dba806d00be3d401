package vor.server.exchange;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vor.model.Device;
import vor.model.Inventory;
import vor.model.Placement;
import vor.model.Uplink;

/** Devices as a table that reads back the same, and in which no spreadsheet finds anything to execute. */
final class CsvWriter {
    private static final String LINE_END = "\r\n";

    private final Inventory inventory;

    private CsvWriter(Inventory inventory) {
        this.inventory = inventory;
    }

    static String write(Inventory inventory, List<Device> devices) {
        CsvWriter writer = new CsvWriter(inventory);
        StringBuilder out = new StringBuilder(String.join(",", CsvReader.COLUMNS)).append(LINE_END);
        devices.forEach(d -> out.append(CsvReader.COLUMNS.stream()
                        .map(column -> Cells.written(writer.cell(column, d)))
                        .collect(Collectors.joining(",")))
                .append(LINE_END));
        return out.toString();
    }

    private String cell(String column, Device d) {
        return switch (column) {
            case "name" -> d.name();
            case "profile" -> d.profile();
            case "addresses" -> Cells.join(d.addresses());
            case "uplinks" -> Cells.join(d.uplinks().stream().map(this::above).toList());
            case "ports" -> ports(d.uplinks().stream().map(Uplink::port).toList());
            case "toPorts" -> ports(d.uplinks().stream().map(Uplink::abovePort).toList());
            case "networks" -> Cells.join(List.copyOf(d.networks()));
            case "tags" -> Cells.join(List.copyOf(d.tags()));
            case "plans" -> Cells.join(boxes(d).map(Placement.Box::plan).toList());
            case "x" -> numbers(d, Placement.Box::x);
            case "y" -> numbers(d, Placement.Box::y);
            case "width" -> numbers(d, Placement.Box::width);
            case "height" -> numbers(d, Placement.Box::height);
            case "latitude" -> earth(d, Placement.Geo::latitude);
            case "longitude" -> earth(d, Placement.Geo::longitude);
            case "note" -> d.note();
            default -> throw new IllegalArgumentException(column);
        };
    }

    private String above(Uplink uplink) {
        return inventory.device(uplink.above()).map(Device::name).orElse("");
    }

    /** Nothing at all rather than a row of empty quotes. */
    private static String ports(List<String> ports) {
        return ports.stream().allMatch(String::isEmpty) ? "" : Cells.join(ports);
    }

    private static Stream<Placement.Box> boxes(Device d) {
        return d.placements().stream().filter(Placement.Box.class::isInstance).map(Placement.Box.class::cast);
    }

    private static String numbers(Device d, ToDoubleFunction<Placement.Box> of) {
        return boxes(d).map(b -> number(of.applyAsDouble(b))).collect(Collectors.joining(" "));
    }

    private static String earth(Device d, ToDoubleFunction<Placement.Geo> of) {
        return d.placements().stream()
                .filter(Placement.Geo.class::isInstance)
                .map(p -> number(of.applyAsDouble((Placement.Geo) p)))
                .collect(Collectors.joining(" "));
    }

    private static String number(double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e9;
        return whole ? Long.toString((long) number) : Double.toString(number);
    }
}
