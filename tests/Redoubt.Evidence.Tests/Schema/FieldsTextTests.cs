namespace Redoubt.Evidence.Tests.Schema;

public sealed class FieldsTextTests
{
    [Fact]
    public void Fields_txt_is_what_the_models_tell()
    {
        var path = Path.Combine(TestFolders.Root, "src", "Redoubt.Evidence", "Schema", "fields.txt");
        var derived = ModelText.Derive();
        if (Environment.GetEnvironmentVariable("REDOUBT_ACCEPT") == "1")
        {
            File.WriteAllText(path, derived);
        }

        Assert.True(File.ReadAllText(path) == derived, "fields.txt differs from the models; REDOUBT_ACCEPT=1 rewrites it for review");
    }
}
