package vor.server.inventory;

/** An inventory of two hundred devices with networks, plans, uplinks and links; two of the names are in the small site too. */
final class TwoHundred {
    private TwoHundred() {}

    static String yaml() {
        StringBuilder plans = new StringBuilder("vor: inventory/1\nplans:\n");
        StringBuilder networks = new StringBuilder("networks:\n");
        StringBuilder devices = new StringBuilder("devices:\n  core: {tags: [core], note: renewed}\n  e1: {tags: [a, b]}\n");
        StringBuilder links = new StringBuilder("links:\n");
        for (int row = 0; row < 10; row++) {
            plans.append("  p").append(row).append(": {title: P, order: ").append(row).append(", width: 50, height: 20.5}\n");
            networks.append("  n").append(row).append(": {vlan: ").append(200 + row).append(", router: d").append(row)
                    .append(", subnets: [10.").append(row).append(".0.0/24]}\n");
            devices.append("  d").append(row).append(": {uplinks: [{port: up, to: core, toPort: p").append(row).append("}]}\n");
            links.append("  - {a: {device: core, port: p").append(row).append("}, b: {device: d").append(row)
                    .append(", port: up}, bundle: ae").append(row).append(", megabits: 10000}\n");
            for (int seat = 0; seat < 19; seat++) {
                String name = "s" + row + "-" + seat;
                devices.append("  ").append(name).append(": {addresses: [10.").append(row).append(".0.").append(seat + 2)
                        .append("], networks: [n").append(row).append("], uplinks: [{port: up, to: d").append(row).append(", toPort: q")
                        .append(seat).append("}], placements: [{plan: p").append(row).append(", x: ").append(seat * 1.7)
                        .append(", y: 3, width: 1, height: 2}]}\n");
            }
        }
        return plans.append(networks).append(devices).append(links).toString();
    }
}
