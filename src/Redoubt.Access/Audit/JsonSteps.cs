using System.Text.Json;

namespace Redoubt.Access.Audit;

/// <summary>Steps through JSON that may hold another type than is expected: that is passed over.</summary>
internal static class JsonSteps
{
    /// <summary>Goes into the object that is the value of the property; passes over any other value.</summary>
    public static bool Enter(this ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        reader.Skip();
        return false;
    }

    /// <summary>Goes to the next property of the object; false at its end.</summary>
    public static bool Next(this ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Goes into the list that is the value of the property; passes over any other value.</summary>
    public static bool EnterList(this ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            return true;
        }

        reader.Skip();
        return false;
    }

    /// <summary>Goes to the next item of the list; false at its end.</summary>
    public static bool NextItem(this ref Utf8JsonReader reader) => reader.Read() && reader.TokenType != JsonTokenType.EndArray;

    /// <summary>The strings of a list that is the value of the property; items of another type are passed over.</summary>
    public static List<string> Strings(this ref Utf8JsonReader reader)
    {
        var texts = new List<string>();
        for (var inside = reader.EnterList(); inside && reader.NextItem();)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                texts.Add(reader.GetString()!);
            }

            reader.Skip();
        }

        return texts;
    }
}
