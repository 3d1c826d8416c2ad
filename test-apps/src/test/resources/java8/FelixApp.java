import java.util.HashMap;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;

/** Felix with one bundle, whose activator is the nested class. Arguments: a folder, the bundle. */
public class FelixApp {
  public static void main(String[] args) throws Exception {
    Map<String, String> config = new HashMap<>();
    config.put("org.osgi.framework.storage", args[0]);
    config.put("org.osgi.framework.storage.clean", "onFirstInit");
    Framework framework = new FrameworkFactory().newFramework(config);
    framework.start();
    framework.getBundleContext().installBundle("file:" + args[1]).start();
    framework.stop();
    framework.waitForStop(5000);
    System.out.println("stopped");
  }

  /** Runs in the bundle's class loader. */
  public static class Activator implements BundleActivator {
    @Override
    public void start(BundleContext context) throws Exception {
      System.out.println("loader " + getClass().getClassLoader().getClass().getName());
      io.github.recordsplit.apps.LoggingApp.main(new String[0]);
    }

    @Override
    public void stop(BundleContext context) {}
  }
}
