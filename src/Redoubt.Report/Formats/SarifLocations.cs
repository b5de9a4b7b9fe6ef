using System.Text.Json;
using Redoubt.Report.Text;

namespace Redoubt.Report.Formats;

/// <summary>Places in files, as SARIF writes them (3.29): the region only as far as it is known.</summary>
internal sealed class SarifLocations(Utf8JsonWriter json, FileUri files)
{
    /// <summary>Writes <c>physicalLocation</c>; what is 0 is not known.</summary>
    public void Write(string file, int line, int column, int endLine = 0, int endColumn = 0)
    {
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", files.Of(file, out var absolute));
        if (!absolute)
        {
            json.WriteString("uriBaseId", "%SRCROOT%");
        }

        json.WriteEndObject();
        if (line > 0)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", line);
            WritePositive("startColumn", column);
            WritePositive("endLine", endLine);
            WritePositive("endColumn", endColumn);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WritePositive(string name, int number)
    {
        if (number > 0)
        {
            json.WriteNumber(name, number);
        }
    }
}
