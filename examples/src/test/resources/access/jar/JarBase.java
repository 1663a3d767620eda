/** Compiled long before the flow, and in another jar. */
public abstract class JarBase {
  public int inJar;

  public int getInJar() {
    return inJar;
  }

  public void setInJar(int value) {
    inJar = value;
  }

  public abstract int getX();

  public int calledFromJar() {
    return getX();
  }
}
