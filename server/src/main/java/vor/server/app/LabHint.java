package vor.server.app;

import picocli.CommandLine.Command;

/** Shows the practice network in the help; the launcher starts it as a program of its own. */
@Command(name = "lab", description = "A network to practise on (see: vor lab --help).")
final class LabHint implements Runnable {
    @Override
    public void run() {
        System.err.println("vor: the practice network is started by the launcher of the checkout: vor lab --help");
    }
}
