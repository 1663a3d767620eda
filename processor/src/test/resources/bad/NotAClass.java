import io.millrace.*;

@Flow
interface NotAClass {}
