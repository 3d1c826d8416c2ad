import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;

/** Says each time that a payload is about to be sent. */
@Aspect
public class Counted {
  @Before("execution(* io.github.recordsplit.apps.OpenConnections.send(..))")
  public void before() {
    System.out.println("work: before send");
  }
}
