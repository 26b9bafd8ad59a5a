/** How to put the chat on a website. */
export const webGuide = {
  en: `1. Save the form, then try the chat with **Open the test page**. It works at once.
2. Copy the script tag from **Put it on your website** and paste it just before \`</body>\` on every page that should have the chat.
3. If only certain websites may show it, list them in the form, such as \`example.org, *.example.net\`. On all others the chat stays hidden.`,
  vi: `1. Lưu biểu mẫu, rồi thử khung chat bằng **Mở trang thử nghiệm**. Dùng được ngay.
2. Sao chép thẻ script ở mục **Đặt lên website của bạn** và dán ngay trước \`</body>\` trên mọi trang cần khung chat.
3. Nếu chỉ một số trang web được hiển thị khung chat, hãy liệt kê trong biểu mẫu, ví dụ \`example.org, *.example.net\`. Trên các trang khác, khung chat sẽ ẩn.`,
};
