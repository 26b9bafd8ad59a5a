/** How to put the chat on a website. */
export const webGuide = {
  en: `1. Save the form, then try the chat with **Open the test page**. It works at once.
2. Copy the script tag from **Put it on your website** and paste it just before \`</body>\` on every page that should have the chat.
3. If only certain websites may show it, list them in the form, such as \`example.org, *.example.net\`. On all others the chat stays hidden.`,
  vi: `1. Lưu biểu mẫu, rồi thử khung chat bằng **Mở trang thử nghiệm**. Dùng được ngay.
2. Sao chép thẻ script ở mục **Đặt lên website của bạn** và dán ngay trước \`</body>\` trên mọi trang cần khung chat.
3. Nếu chỉ một số trang web được hiển thị khung chat, hãy liệt kê trong biểu mẫu, ví dụ \`example.org, *.example.net\`. Trên các trang khác, khung chat sẽ ẩn.`,
  bn: `1. ফর্ম সংরক্ষণ করুন, তারপর **টেস্ট পৃষ্ঠা খুলুন** দিয়ে চ্যাট পরখ করুন। সাথে সাথেই কাজ করে।
2. **আপনার ওয়েবসাইটে বসান** থেকে script ট্যাগ কপি করে চ্যাট চান এমন প্রতিটি পৃষ্ঠায় \`</body>\`-এর ঠিক আগে পেস্ট করুন।
3. শুধু কিছু ওয়েবসাইট দেখাতে পারলে সেগুলো ফর্মে লিখুন, যেমন \`example.org, *.example.net\`। অন্য সবখানে চ্যাট লুকানো থাকে।`,
};
