using System.Text;
using Redoubt.Catalog;

namespace Redoubt.Report.Tests.Samples;

/// <summary>The one place where tests call a format.</summary>
internal static class Rendered
{
    /// <summary>The report as text.</summary>
    public static string By(string format, Assessment assessment, ReportOptions? options = null)
    {
        Assert.True(ReportFormats.TryGet(format, out var found), $"no format `{format}`");
        using var stream = new MemoryStream();
        found.Write(assessment, options ?? new ReportOptions { ToolVersion = "0.1.0" }, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
